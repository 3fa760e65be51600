import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { accountPagesFor } from '../../frame/account-pages.ts'
import { useMe } from '../../frame/use-me.ts'
import classes from './account-layout.module.css'

/** The pages about you, with their tabs. */
export function AccountLayout() {
  const pages = accountPagesFor(useMe()).filter(({ path }) => path.startsWith('/account/'))
  const { pathname } = useLocation()
  const tabs = useRef<HTMLElement>(null)
  // On a phone the tabs scroll: the open one must be in sight.
  useEffect(() => {
    tabs.current
      ?.querySelector(`[href="${pathname}"]`)
      ?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <>
      <nav ref={tabs} aria-label="Account" className={classes.tabs}>
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
