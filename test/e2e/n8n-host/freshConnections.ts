import http from 'node:http';

// n8n closes a connection that is idle for five seconds, now and then just as Node's own agent reuses it: that request, which n8n has never seen, fails.
http.globalAgent = new http.Agent();
