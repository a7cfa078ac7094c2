/**
 * Which of these a client likes best, by a header such as Accept or Accept-Language (RFC 9110, 12.4.2): the first where it likes several alike. Undefined
 * where it names none of them.
 */
export function preferred<Offer extends string>(
  header: string | undefined,
  offers: readonly Offer[],
): Offer | undefined {
  const liked = (header ?? '').split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    return { name, weight: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
  // 'zh-CN' asks for what is offered as 'zh'.
  const weightOf = (offer: Offer) =>
    Math.max(
      0,
      ...liked.filter(({ name }) => name === offer || name.startsWith(`${offer}-`)).map(({ weight }) => weight),
    );
  const best = offers.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a));
  return weightOf(best) > 0 ? best : undefined;
}
