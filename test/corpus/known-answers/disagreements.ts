const CALLBACK = 'a callback sends another type now, and oasdiff compares no callbacks';

/** Cases in which we say knowingly something else than oasdiff's own tests, each with the reason. */
export const DISAGREED: Readonly<Record<string, string>> = {
  OD0146:
    'the list of values is gone altogether, so every text is taken: told as request-property-enum-removed',
  OD0176: CALLBACK,
  OD0177: CALLBACK,
  OD0178: 'a property of what a parameter holds as JSON is required now, and oasdiff does not look into it',
  OD0184: CALLBACK,
};

/** Verdicts of OpenAPITools that we knowingly do not share, each with the reason. */
export const OTHER_VERDICT: Readonly<Record<string, string>> = {
  OT0067: '`explode` of a header that is one text says nothing on the wire',
  OT0101: '`explode` of a parameter that is one text says nothing on the wire',
};
