const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0'

/** Where visitors come from: the first half of their addresses, their language, and how many they are. */
export const DEMO_PLACES = [
  { network: '52.200', language: 'en-US,en;q=0.9', weight: 26 },
  { network: '2.100', language: 'en-GB,en;q=0.9', weight: 16 },
  { network: '77.5', language: 'de-DE,de;q=0.9,en;q=0.6', weight: 14 },
  { network: '85.170', language: 'fr-FR,fr;q=0.9', weight: 8 },
  { network: '83.250', language: 'sv-SE,sv;q=0.9', weight: 7 },
  { network: '87.210', language: 'nl-NL,nl;q=0.9', weight: 6 },
  { network: '99.250', language: 'en-CA,en;q=0.9', weight: 5 },
  { network: '101.220', language: 'en-IN,en;q=0.9,hi;q=0.7', weight: 5 },
  { network: '179.135', language: 'pt-BR,pt;q=0.9', weight: 4 },
  { network: '101.190', language: 'en-AU,en;q=0.9', weight: 4 },
  { network: '125.15', language: 'ja-JP,ja;q=0.9', weight: 3 },
  { network: '81.60', language: 'es-ES,es;q=0.9', weight: 3 },
  { network: '187.175', language: 'es-MX,es;q=0.9', weight: 2 },
  { network: '105.210', language: 'en-ZA,en;q=0.9', weight: 2 },
  { network: '105.120', language: 'en-NG,en;q=0.9', weight: 2 },
  { network: '112.180', language: 'ko-KR,ko;q=0.9', weight: 1 },
] as const

/** What they browse with; the last ones are no people. */
export const DEMO_BROWSERS = [
  {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    weight: 30,
  },
  { userAgent: `Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`, weight: 24 },
  { userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, weight: 18 },
  {
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    weight: 10,
  },
  { userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/139.0.0.0`, weight: 6 },
  { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0', weight: 4 },
  {
    userAgent:
      'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    weight: 4,
  },
  { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', weight: 3 },
  { userAgent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', weight: 1 },
] as const
