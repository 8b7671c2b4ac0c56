/** A refusal of the host, with Excel's error code; it reaches the add-in as an OfficeExtension.Error. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code: string;

  constructor(code: string, message: string = code) {
    super(message);
    this.code = code;
  }
}
