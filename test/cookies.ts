/** The cookies that an answer sets, as a browser sends them back; expired ones left out. */
export const cookiesOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .filter((cookie): cookie is string => typeof cookie === 'string' && !cookie.includes('Max-Age=0'))
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
