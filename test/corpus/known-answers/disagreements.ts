/** Cases in which we say knowingly something else than oasdiff's own tests, each with the reason. */
export const DISAGREED: Readonly<Record<string, string>> = {};
