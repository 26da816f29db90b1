/** Typed beside the JavaScript, which TypeScript does not look into. */
export declare const endingSignals: readonly NodeJS.Signals[];
