import type { Link } from '#shared/contract/link-fields.ts'
import classes from './link-cell.module.css'

const MOST_SHOWN = 2

/** A tag's colour and name. */
export function TagChip({ name, color }: { name: string; color: string }) {
  return (
    <span className={classes.tag} title={name}>
      <span className={classes.dot} style={{ background: color }} aria-hidden />
      {name}
    </span>
  )
}

/** The first tags of a link, and how many more there are. */
export function TagChips({ tags }: { tags: Link['tags'] }) {
  if (tags.length === 0) return null
  const more = tags.slice(MOST_SHOWN)
  return (
    <span className={classes.tags}>
      {tags.slice(0, MOST_SHOWN).map((tag) => (
        <TagChip key={tag.id} name={tag.name} color={tag.color} />
      ))}
      {more.length > 0 && (
        <span className={classes.second} title={more.map(({ name }) => name).join(', ')}>
          +{more.length}
        </span>
      )}
    </span>
  )
}
