import { words } from '../words.js';

/** Who is signed in, and the way out. */
export function Who({ name }: { name: string }) {
  return (
    <form class="who" action="/abmelden" method="post">
      <span>{name}</span>
      <button class="button" type="submit">
        {words.signOut}
      </button>
    </form>
  );
}
