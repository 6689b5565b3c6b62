'use strict';

const { playWaiting } = require('./suite');

// Several callbacks that come at the very same moment may resume an execution of 1.x more than once.
playWaiting('1.123.81', { oncePerWait: false });
