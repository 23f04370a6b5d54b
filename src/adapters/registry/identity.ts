/** A request before it says who sends it. */
export interface UnsignedRequest {
  method: 'GET' | 'PUT' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  body: Uint8Array | null;
}

/** How a caller proves who it is. */
export interface Identity {
  /** Below which the API takes it. */
  door: '/aws' | '/ci';
  /** What it is, for people. */
  name: string;
  /** What helps where the API does not accept it. */
  fix: string;
  /** The headers to send, those of the request included. */
  sign(request: UnsignedRequest): Promise<Record<string, string>>;
}
