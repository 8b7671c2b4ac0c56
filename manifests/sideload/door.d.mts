import type { RequestListener, Server } from 'node:http';

export function toServer(serverPort: number): RequestListener;
export function toSuite(folders: Readonly<Record<string, string>>, keep: (json: string) => string): RequestListener;
export function openDoor<S extends Pick<Server, 'once' | 'listen'>>(server: S, port: number): Promise<S>;
