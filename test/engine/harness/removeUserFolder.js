'use strict';

module.exports = require('./userFolder').remove;
