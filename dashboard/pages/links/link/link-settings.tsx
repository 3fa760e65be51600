import type { Link } from '#shared/contract/link-fields.ts'
import { Section } from '../../../ui/section.tsx'
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
