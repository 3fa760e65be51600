import { Button, Collapse, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Link } from '#shared/contract/link-fields.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { Section } from '../../../ui/section.tsx'
import { sayConditions } from '../composer/rules/say-conditions.ts'
import { TryRules } from '../composer/rules/try-rules.tsx'
import { withoutScheme } from '../short-text.ts'
import classes from './link-facts.module.css'
import { saySettings } from './say-settings.ts'

/** A link's settings, each as a name and a few words. */
export function LinkSettings({ link }: { link: Link }) {
  return (
    <Section heading="Settings">
      <dl className={classes.list}>
        {saySettings(link).map(({ name, words }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** The rules of a smart link in words, and a panel that tries them. */
export function LinkRules({ link }: { link: Link }) {
  const { can } = useWorkspace()
  const [isTrying, tryPanel] = useDisclosure(false)
  if (link.rules.length === 0) return null
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
          <Button variant="default" onClick={tryPanel.toggle} aria-expanded={isTrying}>
            Try the rules
          </Button>
          <Collapse expanded={isTrying}>
            <Text size="sm" c="dimmed" my="sm">
              Describe a visitor and see where they are led. It counts no click.
            </Text>
            {isTrying && <TryRules link={link} />}
          </Collapse>
        </div>
      )}
    </Section>
  )
}
