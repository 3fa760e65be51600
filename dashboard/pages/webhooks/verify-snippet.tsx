import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { CodeBlock } from './code-block.tsx'

const SNIPPETS = {
  node: `import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(process.env.GUILDHALL_WEBHOOK_SECRET)

// rawBody: the bytes as they came, before any parser touched them.
// Throws where the signature is wrong or older than five minutes.
const event = webhook.verify(rawBody, request.headers)
`,
  python: `import os
from standardwebhooks.webhooks import Webhook

webhook = Webhook(os.environ["GUILDHALL_WEBHOOK_SECRET"])

# raw_body: the bytes as they came, before any parser touched them.
# Raises where the signature is wrong or older than five minutes.
event = webhook.verify(raw_body, request.headers)
`,
}

type Language = keyof typeof SNIPPETS

const LANGUAGES = [
  { value: 'node', label: 'Node.js' },
  { value: 'python', label: 'Python' },
]

const isLanguage = (text: string): text is Language => text in SNIPPETS

/** How a receiver checks that an event comes from here. */
export function VerifySnippet() {
  const [language, setLanguage] = useState<Language>('node')
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        Each request is signed as Standard Webhooks describes, so there is a library for most languages.
        Answer with a 2xx status within 20 seconds, and know an event that comes twice by its header
        webhook-id.
      </Text>
      <SegmentedControl
        size="xs"
        aria-label="Language"
        data={LANGUAGES}
        value={language}
        onChange={(value) => isLanguage(value) && setLanguage(value)}
        w="fit-content"
      />
      <CodeBlock label="Check the signature" text={SNIPPETS[language]} />
    </Stack>
  )
}
