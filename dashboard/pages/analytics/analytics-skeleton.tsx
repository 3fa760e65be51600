import { Skeleton } from '@mantine/core'
import classes from './analytics.module.css'

/** Grey bars in the shape of the analytics while they are read. */
export function AnalyticsSkeleton() {
  return (
    <div aria-busy>
      <div className={classes.tiles}>
        {['a', 'b', 'c'].map((id) => (
          <div key={id} className={classes.tile}>
            <Skeleton height={11} width={70} />
            <Skeleton height={24} width={90} my={8} />
            <Skeleton height={11} width={50} />
          </div>
        ))}
      </div>
      <Skeleton height={290} radius={10} mb="md" />
      <div className={classes.cards}>
        <Skeleton height={380} radius={10} className={classes.wide} />
        <Skeleton height={380} radius={10} />
        <Skeleton height={380} radius={10} />
      </div>
    </div>
  )
}
