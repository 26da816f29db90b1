/** What a run leaves in its folder, by name. */
export const historyFile = 'history.jsonl';
export const reportFile = 'report.json';
export const pageFile = 'report.html';
/** In the folder of all runs: the list of them. */
export const indexPage = 'index.html';
