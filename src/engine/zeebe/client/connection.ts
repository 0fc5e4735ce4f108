/** Where the cluster is and how we sign in. */
export interface ZeebeConnection {
  /** Host and port of the gateway (gRPC). */
  address: string;
  /** Base address of its REST API, without a slash at the end. */
  restAddress: string;
  secure: boolean;
  /** Root certificates (PEM); absent: those of Node. */
  rootCertificates?: Buffer;
  oauth?: { url: string; audience: string; clientId: string; clientSecret: string; scope?: string };
  basic?: { username: string; password: string };
}
