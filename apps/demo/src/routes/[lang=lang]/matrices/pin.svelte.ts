import type { Attachment } from 'svelte/attachments';

/** One weight of a layer: from which unit to which output, counted from 0. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export const isSame = (a: Place | undefined, b: Place | undefined): boolean => a?.from === b?.from && a?.to === b?.to;

/** Which weight is lit: the one that is pointed at or has the focus, or else the one that is pinned. */
export class Pin {
  pointed = $state.raw<Place>();
  readonly #pinned: () => Place | undefined;
  readonly #pin: (place: Place | undefined) => void;

  constructor(pinned: () => Place | undefined, pin: (place: Place | undefined) => void) {
    this.#pinned = pinned;
    this.#pin = pin;
  }

  get pinned(): Place | undefined {
    return this.#pinned();
  }

  get lit(): Place | undefined {
    return this.pointed ?? this.pinned;
  }

  /** Pins a weight, or takes the pin out of it. */
  toggle(place: Place): void {
    this.pointed = undefined;
    this.#pin(isSame(place, this.pinned) ? undefined : place);
  }

  release(): void {
    this.pointed = undefined;
    this.#pin(undefined);
  }

  /** What an edge and a cell have in common: pointed at or in focus they light their weight, and a tap pins it. */
  readonly holds =
    (place: Place): Attachment<HTMLElement | SVGElement> =>
    (element) => {
      const point = () => (this.pointed = place);
      const leave = () => (this.pointed = undefined);
      const events: readonly (readonly [string, (event: Event) => void])[] = [
        ['pointerenter', point],
        ['pointerleave', leave],
        ['focusin', point],
        ['focusout', leave],
        ['click', () => this.toggle(place)],
        ['keydown', (event) => this.#key(event as KeyboardEvent, place)],
      ];
      for (const [name, listener] of events) element.addEventListener(name, listener);
      return () => {
        for (const [name, listener] of events) element.removeEventListener(name, listener);
      };
    };

  /** A button is clicked by its keys; an edge is none, and a field keeps the space for itself. */
  #key(event: KeyboardEvent, place: Place): void {
    const target = event.target as Element;
    const presses = event.key === 'Enter' || (event.key === ' ' && target.tagName !== 'INPUT');
    if (!presses || target.tagName === 'BUTTON') return;
    event.preventDefault();
    this.toggle(place);
  }
}
