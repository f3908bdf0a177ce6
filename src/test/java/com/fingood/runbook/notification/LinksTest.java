package com.fingood.runbook.notification;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinksTest {

    @Test
    void a_task_opens_in_tasklist_below_the_configured_address() {
        assertThat(new Links(() -> Links.base("https://runbook.fingood.com/")).task("4711"))
                .isEqualTo("https://runbook.fingood.com/camunda/app/tasklist/default/#/?task=4711");
        assertThat(Links.base(null)).isNull();
        assertThat(Links.base(" ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runbook.fingood.com",
                "ftp://runbook.fingood.com",
                "javascript:alert(1)",
                "https://",
                "https://ann:secret@runbook.fingood.com",
                "https://runbook.fingood.com/?a=b",
                "https://runbook.fingood.com/#/",
                "https://run book.fingood.com"
            })
    void an_address_that_leads_nowhere_stops_the_start(String url) {
        assertThatThrownBy(() -> Links.base(url))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("runbook.url is '")
                .hasMessageContaining("such as https://runbook.fingood.com");
    }
}
