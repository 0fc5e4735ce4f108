import { PortalLayout } from '../../web/layout/portal-layout.js';
import type { PageFrame } from '../../web/page-frame.js';

export interface TextPageProps {
  frame: PageFrame;
  title: string;
  sections: [heading: string, text: string][];
}

/** A page of plain paragraphs: privacy, accessibility, imprint. */
export function TextPage({ frame, title, sections }: TextPageProps) {
  return (
    <PortalLayout frame={frame} title={title}>
      <h1>{title}</h1>
      {sections.map(([heading, text]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <p>{text}</p>
        </section>
      ))}
    </PortalLayout>
  );
}
