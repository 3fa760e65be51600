import { reportAbuse } from '#server/abuse/report-abuse.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { html, type SafeHtml } from '#server/kernel/mailer/escape-html.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { ABUSE_REASONS } from '#shared/contract/abuse.ts'
import type { Answer } from './answer.ts'
import { pageAnswer } from './page-answer.ts'

interface ReportForm {
  link: string
  reason: string
  details: string
  email: string
}

const MAX_SHOWN = 2048

const readForm = (fields: URLSearchParams): ReportForm => ({
  link: (fields.get('link') ?? '').slice(0, MAX_SHOWN),
  reason: fields.get('reason') ?? '',
  details: fields.get('details') ?? '',
  email: fields.get('email') ?? '',
})

const optionOf = ([value, words]: [string, string], chosen: string): SafeHtml =>
  value === chosen
    ? html`<option value="${value}" selected>${words}</option>`
    : html`<option value="${value}">${words}</option>`

const formOf = (form: ReportForm, problem: string | null): SafeHtml => html`<h1>Report a link</h1>
<p class="about">Tell whoever runs this server what is wrong with a link. It goes to them, not to whoever made the link.</p>
<form method="post" action="/report">${problem === null ? html`` : html`<p class="wrong" role="alert">${problem}</p>`}
<label for="link">Address of the link</label>
<input id="link" name="link" required maxlength="2048" value="${form.link}">
<label for="reason">What is wrong</label>
<select id="reason" name="reason">${Object.entries(ABUSE_REASONS).map((entry) => optionOf(entry, form.reason))}</select>
<label for="details">Details, if you like</label>
<textarea id="details" name="details" rows="4" maxlength="2000">${form.details}</textarea>
<label for="email">Your e-mail address, if you may be asked</label>
<input id="email" name="email" type="email" maxlength="320" value="${form.email}">
<button>Send the report</button></form>`

const pageOf = (body: SafeHtml, status: number, headers: string[] = []): Answer =>
  pageAnswer({ title: 'Report a link', description: '', url: null, body }, { status, form: 'self', headers })

/** The form for reporting a link; `?link=` fills its address in. */
export const showReportForm = (query: string): Answer =>
  pageOf(formOf(readForm(new URLSearchParams(query)), null), 200)

const explain = (form: ReportForm, error: DomainError): Answer => {
  const seconds = error.details.retry_after_seconds
  const headers = typeof seconds === 'number' ? ['Retry-After', String(seconds)] : []
  return pageOf(formOf(form, error.message), error.status, headers)
}

/** Takes what the form sent, and thanks or says what to change. */
export const takeReport = async (runtime: Runtime, body: string, ip: string): Promise<Answer> => {
  const form = readForm(new URLSearchParams(body))
  const { link, ...rest } = form
  try {
    const { message } = await reportAbuse(runtime, { url: link, ...rest }, { ip })
    return pageOf(html`<h1>Report sent</h1><p class="about">${message}</p>`, 200)
  } catch (error) {
    if (error instanceof DomainError) return explain(form, error)
    throw error
  }
}
