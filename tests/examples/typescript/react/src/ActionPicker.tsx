import { useState } from "react";
import {
  OBJECT_TYPES,
  OBJECT_TYPE_DESCRIPTIONS,
  OBJECT_TYPE_LABELS,
  isActionId,
  isObjectType,
  select,
  type ActionId,
  type ObjectType,
} from "statserver-actions";

interface Props {
  readonly initialType: ObjectType;
  readonly onPick?: (id: ActionId) => void;
}

/** Two dropdowns: an object type, and its durable actions. Labels are texts, ids are values. */
export function ActionPicker({ initialType, onPick }: Props) {
  const [objectType, setObjectType] = useState(initialType);
  const actions = select({ objectType, timing: "durable" });
  return (
    <form>
      <select
        name="objectType"
        title={OBJECT_TYPE_DESCRIPTIONS[objectType]}
        value={objectType}
        onChange={({ target: { value } }) => {
          if (isObjectType(value)) setObjectType(value);
        }}
      >
        {OBJECT_TYPES.map((type) => (
          <option key={type} value={type}>
            {OBJECT_TYPE_LABELS[type]}
          </option>
        ))}
      </select>
      <select
        name="action"
        onChange={({ target: { value } }) => {
          if (isActionId(value)) onPick?.(value);
        }}
      >
        {actions.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </form>
  );
}
