/**
 * How fast a training is shown: one step a picture at first, so that each can be followed, then more and more. Who asks for
 * less motion gets few pictures with many steps between them. Gives how many steps come before the next picture.
 */
export function pace(): () => Promise<number> {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let pictures = 0;
  return async () => {
    pictures++;
    if (still) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return 250;
    }
    await new Promise(requestAnimationFrame);
    return Math.min(20, Math.ceil(pictures / 40));
  };
}
