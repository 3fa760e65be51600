import { request } from 'node:http'
import type { Instance } from './server.ts'

/** Somebody with a device, somewhere. */
export interface Visitor {
  userAgent: string
  ip: string
  language?: string
  referrer?: string
}

/** Phones and computers in four countries, as their browsers call themselves. */
export const VISITORS: Record<'iphone' | 'android' | 'windows' | 'mac' | 'bot', Visitor> = {
  iphone: {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    ip: '91.198.174.192',
    language: 'nl-NL,nl;q=0.9',
  },
  android: {
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    ip: '193.99.144.80',
    language: 'de-DE,de;q=0.9',
    referrer: 'https://www.example.org/a-post',
  },
  windows: {
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    ip: '8.8.8.8',
    language: 'en-US',
  },
  mac: {
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    ip: '8.8.4.4',
    language: 'en-US',
  },
  bot: { userAgent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', ip: '3.88.1.1' },
}

export interface Seen {
  status: number
  location: string | null
  text: string
}

/** Follows an address of the instance as a visitor does, under any host name. The instance must trust its proxy. */
export const visit = (
  { origin }: Instance,
  path: string,
  { userAgent, ip, language, referrer }: Visitor,
  hostname = new URL(origin).hostname,
): Promise<Seen> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(origin)
    const headers = {
      host: `${hostname}:${port}`,
      'user-agent': userAgent,
      'x-forwarded-for': ip,
      accept: 'text/html',
      ...(language === undefined ? {} : { 'accept-language': language }),
      ...(referrer === undefined ? {} : { referer: referrer }),
    }
    request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        text += piece
      })
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? null, text }),
      )
    })
      .on('error', reject)
      .end()
  })
