package com.fingood.runbook.target;

import java.util.List;

/** H2 knows one privilege that matters here. */
final class H2Privileges {

    private H2Privileges() {}

    static List<PrivilegePoint> points() {
        return List.of(new PrivilegePoint(
                "administrator",
                "the user is an administrator of the file",
                "SELECT user_name || ' is no administrator: scripts, sessions and locks need one',"
                        + " 'ALTER USER \"' || user_name || '\" ADMIN TRUE'"
                        + " FROM information_schema.users WHERE user_name = CURRENT_USER AND NOT is_admin"));
    }
}
