package com.fingood.runbook.process.engine;

import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryExpressionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${currentUser()}",
                "${ currentUserGroups() }",
                "${now()}",
                "${dateTime()}",
                "${dateTime().plusHours(1).minusDays(2)}"
            })
    void who_and_when_may_be_asked(String expression) {
        assertThatCode(() -> QueryExpressions.refuse(new SaveFilterCmd(filter(expression))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${identityService.clearAuthentication()}",
                "#{dataSource.connection}",
                "${currentUser()}${dataSource}",
                "${currentUser().class.forName('java.io.File')}",
                "${dateTime().getClass()}",
                "plain"
            })
    void code_is_refused_wherever_it_stands(String expression) {
        TaskQueryImpl plain = new TaskQueryImpl();
        plain.taskAssigneeExpression(expression);
        TaskQueryImpl or = new TaskQueryImpl();
        or.taskName("x").or().taskName("y").taskAssigneeExpression(expression).endOr();

        assertThatThrownBy(() -> QueryExpressions.refuse(plain)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> QueryExpressions.refuse(or)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> QueryExpressions.refuse(new SaveFilterCmd(filter(expression))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("plain values");
    }

    private static FilterEntity filter(String expression) {
        TaskQueryImpl query = new TaskQueryImpl();
        query.taskAssigneeExpression(expression);
        FilterEntity filter = new FilterEntity("Task");
        filter.setQuery(query);
        return filter;
    }
}
