import { keyed, type Reach, tidy } from './keys.js';

/** A number that is moved up and down. */
interface Upright {
  readonly value: number;
  readonly reach: Reach;
  /** How much it changes for each pixel that a pointer moves it. */
  readonly perPixel: number;
  /** Decimals that a pointer leaves it with; one more with Shift, which is finer too. 1 unless given. */
  readonly decimals?: number;
  readonly set: (value: number) => void;
}

/** The listeners of an element with the role of an upright slider: `<g {...upright(() => ({ value, … }))}>`. Up is more; a pointer drags it, keys move it. */
export function upright(now: (element: Element) => Upright) {
  let grip: { readonly y: number; readonly value: number; readonly perPixel: number } | undefined;
  const release = () => {
    grip = undefined;
  };
  return {
    onpointerdown: (event: PointerEvent & { currentTarget: Element }) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      const { value, perPixel } = now(event.currentTarget);
      grip = { y: event.clientY, value, perPixel };
    },
    onpointermove: (event: PointerEvent & { currentTarget: Element }) => {
      if (!grip) return;
      const { reach, decimals = 1, set } = now(event.currentTarget);
      const fine = event.shiftKey;
      const to = grip.value + (grip.y - event.clientY) * grip.perPixel * (fine ? 0.1 : 1);
      set(tidy(to, reach, fine ? decimals + 1 : decimals));
    },
    onpointerup: release,
    onpointercancel: release,
    onkeydown: (event: KeyboardEvent & { currentTarget: Element }) => {
      const { value, reach, set } = now(event.currentTarget);
      const to = keyed(event, value, reach);
      if (to === undefined) return;
      event.preventDefault();
      set(to);
    },
  };
}
