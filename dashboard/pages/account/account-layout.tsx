import { Link, Outlet } from '@tanstack/react-router'
import { accountPagesFor } from '../../frame/account-pages.ts'
import { useMe } from '../../frame/use-me.ts'
import classes from './account-layout.module.css'

/** The pages about you, with their tabs. */
export function AccountLayout() {
  const pages = accountPagesFor(useMe()).filter(({ path }) => path.startsWith('/account/'))
  return (
    <>
      <nav aria-label="Account" className={classes.tabs}>
        {pages.map(({ label, path }) => (
          <Link key={path} to={path} className={classes.tab}>
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  )
}
