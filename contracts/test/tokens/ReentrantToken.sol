// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { PlainToken } from "./PlainToken.sol";

/// @notice Calls back in the middle of every transfer, once before and once after the balances change.
/// @dev The calls are told from outside, so that each can be one that would succeed on its own: the token takes part itself,
/// with loans, notes and cash of its own.
contract ReentrantToken is PlainToken {
    struct Attack {
        address target;
        bytes data;
    }

    Attack[] private _attacks;
    bool private _attacking;

    /// @notice How often each selector was tried, and how often it went through.
    mapping(bytes4 selector => uint256) public tried;
    mapping(bytes4 selector => uint256) public succeeded;

    constructor(uint8 decimals_) PlainToken("REENTER", decimals_) { }

    function arm(Attack[] calldata attacks) external {
        delete _attacks;
        for (uint256 i; i < attacks.length; ++i) {
            _attacks.push(attacks[i]);
        }
    }

    function disarm() external {
        delete _attacks;
    }

    /// @notice Acts as a participant outside of a transfer.
    function act(address target, bytes calldata data) external returns (bool ok, bytes memory answer) {
        return target.call(data);
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (from != address(0)) _attack();
        super._update(from, to, amount);
        if (from != address(0)) _attack();
    }

    function _attack() private {
        if (_attacking) return;
        _attacking = true;
        for (uint256 i; i < _attacks.length; ++i) {
            (bool ok,) = _attacks[i].target.call(_attacks[i].data);
            bytes4 selector = bytes4(_attacks[i].data);
            ++tried[selector];
            if (ok) ++succeeded[selector];
        }
        _attacking = false;
    }
}
