export type AnalysisErrorCode = 'analysis.no_sheet' | 'analysis.columns_missing';

/** An analysis that cannot be computed; the code is translated with its parameters, the message is English. */
export class AnalysisError extends Error {
  override readonly name = 'AnalysisError';
  readonly code: AnalysisErrorCode;
  readonly params: Readonly<Record<string, string>>;

  constructor(code: AnalysisErrorCode, params: Readonly<Record<string, string>>) {
    super(`${code}: ${Object.values(params).join(', ')}`);
    this.code = code;
    this.params = params;
  }
}
