/** A request that is not answered as it was meant, with the status that says so and a reason for whoever wrote it. */
export class Refused extends Error {
  override name = 'Refused';
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(statusCode: number, reason: string, headers: Readonly<Record<string, string>> = {}) {
    super(reason);
    this.statusCode = statusCode;
    this.headers = headers;
  }
}
