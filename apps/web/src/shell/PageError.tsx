import { useRouter } from '@tanstack/react-router'
import { Problem } from '../components/Problem.tsx'

/** A page that could not be shown at all. */
export function PageError({ error }: { readonly error: unknown }) {
  const router = useRouter()
  return (
    <div className="section">
      <Problem error={error} onRetry={() => void router.invalidate()} />
    </div>
  )
}
