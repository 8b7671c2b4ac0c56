/** A client that speaks GraphQL over HTTP and nothing else, as an integrator would. */
import type { FastifyInstance } from 'fastify';

export interface Answer<T> {
  data: T | null;
  errors?: { message: string; extensions?: { code?: string; field?: string } }[];
}

export class Client {
  readonly #address: string;
  #token: string | null = null;

  constructor(address: string) {
    this.#address = address;
  }

  /** Listens on a free port of loopback. */
  static async of(app: FastifyInstance): Promise<Client> {
    return new Client(await app.listen({ host: '127.0.0.1', port: 0 }));
  }

  /** Signs in; later requests carry the token. */
  async signIn(tenant: string, login: string, password: string): Promise<void> {
    const { signIn } = await this.ask<{ signIn: { token: string } }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { tenant, login, password } },
    );
    this.#token = signIn.token;
  }

  /** The raw answer, with errors. */
  async send<T>(query: string, variables: object = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.#address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<T>;
  }

  /** The data. @throws Error with the codes and messages of the refusal */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.send<T>(query, variables);
    if (errors || !data) {
      throw new Error(errors?.map((error) => `${error.extensions?.code}: ${error.message}`).join('; ') ?? 'no data');
    }
    return data;
  }

  /** Code of the refusal; null when there was none. */
  async refusal(query: string, variables: object = {}): Promise<string | null> {
    return (await this.send(query, variables)).errors?.[0]?.extensions?.code ?? null;
  }
}
