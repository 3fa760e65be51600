import { Outlet } from '@tanstack/react-router'

/** The pages about you, with their tabs. */
export function AccountLayout() {
  return <Outlet />
}
