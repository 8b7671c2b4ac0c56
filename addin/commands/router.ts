/** Brings commands to the part of the pane that carries them out, wherever they come from and however early. */
import type { Command, CommandName, CommandOf } from './commands.ts';

export type Handler<N extends CommandName> = (command: CommandOf<N>) => void;

/** The front of the pane: it knows where the parts are. */
export interface Desk {
  /** Brings the part to the front that carries out such commands; false when there is none. */
  show(name: CommandName): boolean;
  /** Nobody carries this out: the ribbon knows more than this pane. */
  refuse(command: Command): void;
}

/**
 * Parts of the pane join with the commands that they carry out, and leave again. A command waits until somebody has signed in
 * and its part is there; only the newest waits, since the one before it was given up by whoever pressed another button.
 */
export class CommandRouter {
  readonly #handlers = new Map<CommandName, (command: Command) => void>();
  #desk: Desk | null = null;
  #waiting: Command | null = null;

  dispatch = (command: Command): void => {
    this.#waiting = command;
    this.#ask();
  };

  /** The pane is ready for work. Returns how it ends that; what waits then is forgotten, it was for whoever was signed in. */
  open(desk: Desk): () => void {
    this.#desk = desk;
    this.#ask();
    return () => {
      if (this.#desk !== desk) return;
      this.#desk = null;
      this.#waiting = null;
    };
  }

  /** @param handler carries out commands of that name from now on. Returns how it stops. */
  join<N extends CommandName>(name: N, handler: Handler<N>): () => void {
    const joined = handler as (command: never) => void as (command: Command) => void;
    this.#handlers.set(name, joined);
    if (this.#desk && this.#waiting?.name === name) this.#deliver(this.#waiting, joined);
    return () => {
      if (this.#handlers.get(name) === joined) this.#handlers.delete(name);
    };
  }

  #ask(): void {
    const [desk, command] = [this.#desk, this.#waiting];
    if (!desk || !command) return;
    const handler = this.#handlers.get(command.name);
    const shown = desk.show(command.name);
    if (handler) this.#deliver(command, handler);
    else if (!shown) {
      this.#waiting = null;
      desk.refuse(command);
    }
  }

  #deliver(command: Command, handler: (command: Command) => void): void {
    this.#waiting = null;
    handler(command);
  }
}
