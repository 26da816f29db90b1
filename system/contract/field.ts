/** What no field of a frame may hold: the separator, control characters, and halves of a character, which UTF-8 cannot carry. */
export const notInAField = /[#\p{Cc}\p{Cs}]/u;
