import { Link, Outlet } from '@tanstack/react-router'
import classes from './auth-layout.module.css'

/** One narrow column with the product's mark above it. */
export function AuthLayout() {
  return (
    <div className={classes.page}>
      <header>
        <Link to="/" className={classes.brand}>
          <img src="/assets/guildhall-1.svg" width={28} height={28} alt="" />
          Guildhall
        </Link>
      </header>
      <main className={classes.card}>
        <Outlet />
      </main>
    </div>
  )
}
