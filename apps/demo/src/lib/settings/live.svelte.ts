import { onMount } from 'svelte';
import { replaceState } from '$app/navigation';
import { type Fields, fromAddress, initialOf, toAddress, type ValuesOf } from './address.js';

/** How long a hand has to rest before the address is written: browsers allow few changes of it, and a drag makes many. */
const WAIT = 150;

/** The settings of a page, alive: what they are stands in the address, and what stands in the address they become. */
export class Live<F extends Fields> {
  values = $state.raw() as ValuesOf<F>;
  /** Names of what the address held and nobody could read. */
  problems = $state.raw<readonly string[]>([]);
  readonly #fields: F;
  #writing: ReturnType<typeof setTimeout> | undefined;

  constructor(fields: F) {
    this.#fields = fields;
    this.values = initialOf(fields);
    onMount(() => {
      const follow = () => {
        // A link to a place on the page leaves them as they are.
        if (!location.hash.includes('v=')) return;
        const { values, problems } = fromAddress(fields, location.hash);
        this.values = values;
        this.problems = problems;
      };
      follow();
      addEventListener('hashchange', follow);
      return () => {
        clearTimeout(this.#writing);
        removeEventListener('hashchange', follow);
      };
    });
  }

  /** Changes some of them. */
  set(change: Partial<ValuesOf<F>>): void {
    this.values = { ...this.values, ...change };
    this.problems = [];
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.#write(), WAIT);
  }

  #write(): void {
    const address = toAddress(this.#fields, this.values);
    replaceState(`${location.pathname}${location.search}${address && `#${address}`}`, {});
  }

  /** What they were at first, with these changes: a preset. */
  preset(change: Partial<ValuesOf<F>> = {}): void {
    this.set({ ...initialOf(this.#fields), ...change });
  }
}
