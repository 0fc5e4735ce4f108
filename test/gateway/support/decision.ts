/** Decision `fee` of requirements `fees`: 10 up to an amount of 100, else 30. */
export const DMN = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="fees" name="Fees" namespace="http://example.ch">
  <decision id="fee" name="Fee">
    <decisionTable id="table" hitPolicy="FIRST">
      <input id="in" label="Amount"><inputExpression id="e" typeRef="number"><text>amount</text></inputExpression></input>
      <output id="out" label="Fee" name="fee" typeRef="number" />
      <rule id="low"><inputEntry id="i1"><text>&lt;= 100</text></inputEntry><outputEntry id="o1"><text>10</text></outputEntry></rule>
      <rule id="high"><inputEntry id="i2"><text>-</text></inputEntry><outputEntry id="o2"><text>30</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>`;
