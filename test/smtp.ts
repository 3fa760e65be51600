import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface TestSmtp {
  url: string
  /** What arrived, in order, with the time by `performance.now()` at which it was whole. */
  received: { mail: ParsedMail; raw: string; at: number; to: string[] }[]
  /** The next mails are refused with these answers, one each, at the end of DATA. */
  refusals: { code: number; message: string }[]
  /** Recipients that are refused. */
  unknown: Set<string>
  close(): Promise<void>
}

const newPort = (): number => 20_000 + Math.floor(Math.random() * 12_000)

const listen = (server: SMTPServer, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

const refusal = (code: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode: code })

/** A real SMTP server on loopback that keeps what it receives. `port`: to come back at the same address. */
export const startSmtp = async (options: { port?: number; login?: string } = {}): Promise<TestSmtp> => {
  const received: TestSmtp['received'] = []
  const refusals: TestSmtp['refusals'] = []
  const unknown: TestSmtp['unknown'] = new Set()
  const onData: SMTPServerOptions['onData'] = (stream, session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      const at = performance.now()
      const refused = refusals.shift()
      if (refused !== undefined) return done(refusal(refused.code, refused.message))
      const raw = Buffer.concat(chunks)
      const to = session.envelope.rcptTo.map(({ address }) => address)
      simpleParser(raw).then((mail) => {
        received.push({ mail, raw: raw.toString('latin1'), at, to })
        done()
      }, done)
    })
  }
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? newPort()
    const server = new SMTPServer({
      disabledCommands: options.login === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
      allowInsecureAuth: true,
      closeTimeout: 500,
      logger: false,
      onAuth: ({ username, password }, _session, done) =>
        `${username}:${password}` === options.login
          ? done(null, { user: username ?? '' })
          : done(refusal(535, `5.7.8 no: ${username} ${password}`)),
      onRcptTo: ({ address }, _session, done) =>
        unknown.has(address) ? done(refusal(550, '5.1.1 no such mailbox')) : done(),
      onData,
    })
    try {
      await listen(server, port)
    } catch (error) {
      if (options.port !== undefined || attempt === 20) throw error
      continue
    }
    const login = options.login === undefined ? '' : `${options.login.replace('@', '%40')}@`
    return {
      url: `smtp://${login}127.0.0.1:${port}`,
      received,
      refusals,
      unknown,
      close: () => new Promise((resolve) => server.close(() => resolve())),
    }
  }
}
