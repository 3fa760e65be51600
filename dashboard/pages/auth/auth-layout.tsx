import { Outlet } from '@tanstack/react-router'

/** One narrow column with the product's mark above it. */
export function AuthLayout() {
  return (
    <main>
      <Outlet />
    </main>
  )
}
