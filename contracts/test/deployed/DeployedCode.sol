// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What a contract answers and tells, read from the code that is deployed rather than from what is said of it: a test that
/// compares its own list with this cannot leave a function or an event out.
/// @dev Knows how solc's legacy code generator writes: the dispatcher compares with `PUSH selector EQ PUSH2 place JUMPI`, and a
/// 32-byte constant is pushed whole. Under coverage the code is written otherwise.
library DeployedCode {
    uint8 private constant EQ = 0x14;
    uint8 private constant JUMPI = 0x57;
    uint8 private constant PUSH1 = 0x60;
    uint8 private constant PUSH2 = 0x61;
    uint8 private constant PUSH32 = 0x7f;

    /// @return selectors Of every external function, in the order of the code.
    function selectorsOf(address target) internal view returns (bytes4[] memory selectors) {
        bytes memory code = target.code;
        selectors = new bytes4[](code.length / 11);
        uint256 count;
        for (uint256 i; i < code.length; i = _next(code, i)) {
            uint256 width = _width(code, i);
            // Leading zeros of a selector are not pushed.
            if (width == 0 || width > 4) continue;
            uint256 then = i + 1 + width;
            if (_at(code, then) != EQ || _at(code, then + 1) != PUSH2 || _at(code, then + 4) != JUMPI) {
                continue;
            }
            selectors[count++] = bytes4(uint32(_operand(code, i, width)));
        }
        assembly ("memory-safe") {
            mstore(selectors, count)
        }
    }

    /// @return constants Of 32 bytes, each as often as it is pushed: hashes, masks and pieces of text.
    function constantsOf(address target) internal view returns (bytes32[] memory constants) {
        bytes memory code = target.code;
        constants = new bytes32[](code.length / 33 + 1);
        uint256 count;
        for (uint256 i; i < code.length; i = _next(code, i)) {
            if (_at(code, i) == PUSH32) constants[count++] = bytes32(_operand(code, i, 32));
        }
        assembly ("memory-safe") {
            mstore(constants, count)
        }
    }

    /// @return Whether the code has an instruction that writes, tells, calls with effect, creates or destroys.
    function canChangeState(address target) internal view returns (bool) {
        bytes memory code = target.code;
        for (uint256 i; i < code.length; i = _next(code, i)) {
            uint8 op = _at(code, i);
            bool writes = op == 0x55 || op == 0x5d || (op >= 0xa0 && op <= 0xa4);
            bool calls = op == 0xf0 || op == 0xf1 || op == 0xf2 || op == 0xf4 || op == 0xf5 || op == 0xff;
            // What follows INVALID at the end is the compiler's version, no code.
            if (op == 0xfe && i + 0x40 > code.length) return false;
            if (writes || calls) return true;
        }
        return false;
    }

    function _next(bytes memory code, uint256 i) private pure returns (uint256) {
        return i + 1 + _width(code, i);
    }

    /// @dev Bytes an instruction carries behind it.
    function _width(bytes memory code, uint256 i) private pure returns (uint256) {
        uint8 op = _at(code, i);
        return op < PUSH1 || op > PUSH32 ? 0 : op - PUSH1 + 1;
    }

    function _at(bytes memory code, uint256 i) private pure returns (uint8) {
        return i < code.length ? uint8(code[i]) : 0;
    }

    function _operand(bytes memory code, uint256 i, uint256 width) private pure returns (uint256 value) {
        for (uint256 j = 1; j <= width; ++j) {
            value = (value << 8) | _at(code, i + j);
        }
    }
}
