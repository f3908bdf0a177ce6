package com.fingood.runbook.run;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import javax.sql.DataSource;

/**
 * How to reach the engine's database.
 *
 * @param password may be null
 */
public record DatabaseSettings(String url, String username, String password) {

    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    /** A new connection each time: right for commands; a server puts a pool before it. */
    public DataSource dataSource() {
        return new DriverManagerDataSource(url, username, password);
    }

    @Override
    public String toString() {
        // No password, whoever prints it.
        return "DatabaseSettings[" + url.replaceAll("[;?].*", "") + "]";
    }
}
