// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { PlainToken } from "./PlainToken.sol";

/// @notice A currency that behaves until it is armed, so that a loan can begin well and go wrong at any moment of its life.
abstract contract HostileToken is PlainToken {
    bool public armed;

    function arm(bool on) external {
        armed = on;
    }
}
