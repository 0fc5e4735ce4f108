import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words.js';

interface Props {
  path: string;
  content: string;
  /** Line to show first, from 1. */
  line?: number;
  onChange: (text: string) => void;
}

const LINE_HEIGHT = 20;

/** Plain text with line numbers; the numbers follow the text's scrolling. */
export function TextEditor({ path, content, line, onChange }: Props) {
  const numbers = useRef<HTMLPreElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (line !== undefined && text.current) text.current.scrollTop = Math.max(0, line - 5) * LINE_HEIGHT;
  }, []);
  const count = content.split('\n').length;
  return (
    <div class="text-editor">
      <pre class="numbers" ref={numbers} aria-hidden="true">
        {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
      </pre>
      <textarea
        ref={text}
        aria-label={words.contentOf(path)}
        spellcheck={false}
        wrap="off"
        value={content}
        onInput={(event) => onChange(event.currentTarget.value)}
        onScroll={(event) => {
          if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
