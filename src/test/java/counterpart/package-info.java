/** GitHub for people who try the program: the servers of the tests, started by a command. */
package counterpart;
