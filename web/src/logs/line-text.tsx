import { useMemo, useState } from 'react';
import { Button } from '../controls/button';
import { classNames } from '../controls/class-names';
import { FIRST_CHARACTERS } from './line-height';
import styles from './log-list.module.css';
import { type Piece, piecesOf } from './marks';

/** Characters that are drawn with each "more": a browser needs seconds to break 10 MB. */
const MORE = 50_000;

interface LineTextProps {
  readonly line: string;
  readonly marks: RegExp | undefined;
}

/** A line with its colours and marks; a long one is cut. */
export function LineText({ line, marks }: LineTextProps) {
  const [length, setLength] = useState(FIRST_CHARACTERS);
  const pieces = useMemo(() => piecesOf(line.slice(0, length), marks), [line, length, marks]);
  return (
    <>
      {pieces.map((piece, index) => (
        <PieceText key={index} {...piece} />
      ))}
      {line.length > length && (
        <Button
          size="small"
          className={styles.more}
          onClick={(event) => {
            event.stopPropagation();
            setLength(length + MORE);
          }}
        >
          {`… ${sizeText(line.length - length)} more`}
        </Button>
      )}
    </>
  );
}

function PieceText({ text, look, isMark }: Piece) {
  if (look === '' && !isMark) return text;
  const names = classNames(...look.split(' ').map((name) => styles[name]));
  return isMark ? <mark className={names}>{text}</mark> : <span className={names}>{text}</span>;
}

const sizeText = (characters: number): string =>
  characters < 10_000 ? `${characters} characters` : `${(characters / 1e6).toFixed(characters < 1e6 ? 2 : 1)} MB`;
