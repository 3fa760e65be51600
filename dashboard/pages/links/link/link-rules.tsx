import { Button, Skeleton, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Suspense } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { part } from '../../../ui/part.ts'
import { Section } from '../../../ui/section.tsx'
import { sayConditions } from '../composer/rules/say-conditions.ts'
import { withoutScheme } from '../short-text.ts'
import classes from './link-facts.module.css'

const TryRules = part(() => import('../composer/rules/try-rules.tsx').then((file) => file.TryRules))
const preload = () => TryRules.preload?.()

/** The rules of a smart link in words, and a panel that tries them. */
export function LinkRules({ link }: { link: Link }) {
  const { can } = useWorkspace()
  const [isTrying, tryPanel] = useDisclosure(false)
  return (
    <Section heading="Smart rules" description="The first that fits a visitor decides.">
      <ol className={classes.rules}>
        {link.rules.map((rule, index) => (
          <li key={rule.id}>
            <span className={classes.conditions}>
              {index + 1}. {rule.name !== '' && `${rule.name}: `}
              {sayConditions(rule.conditions).join(', ')}
            </span>
            {withoutScheme(rule.destination)}
          </li>
        ))}
        <li>
          <span className={classes.conditions}>Everybody else</span>
          {withoutScheme(link.destination)}
        </li>
      </ol>
      {can('smart_links.read') && (
        <div>
          <Button
            variant="default"
            onClick={tryPanel.toggle}
            onPointerEnter={preload}
            onFocus={preload}
            aria-expanded={isTrying}
          >
            Try the rules
          </Button>
          {isTrying && (
            <>
              <Text size="sm" c="dimmed" my="sm">
                Describe a visitor and see where they are led. It counts no click.
              </Text>
              <Suspense fallback={<Skeleton height={190} aria-busy />}>
                <TryRules link={link} />
              </Suspense>
            </>
          )}
        </div>
      )}
    </Section>
  )
}
