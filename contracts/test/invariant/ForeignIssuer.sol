// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { IIssuer } from "../../src/interfaces/IIssuer.sol";
import { INotes } from "../../src/interfaces/INotes.sol";

/// @notice An issuer that was registered like any other and wants what is not its own. Whatever it is asked to pay it pays out of its
/// own pocket, as much of it as it likes, and calls back into `Notes` in the middle.
contract ForeignIssuer is IIssuer {
    INotes private immutable _notes;

    /// @notice Millionths of what is asked that it truly pays; how often a call from inside its payment went through.
    uint256 public paidShare = 1_000_000;
    uint256 public reentered;
    bytes private _inside;

    constructor(INotes notes) {
        _notes = notes;
    }

    function open(address currency) external returns (uint256 id) {
        return _notes.openSeries(currency);
    }

    function prepare(uint256 paidShare_, bytes calldata inside) external {
        (paidShare, _inside) = (paidShare_, inside);
    }

    function act(bytes[] calldata calls) external {
        for (uint256 i; i < calls.length; ++i) {
            (bool ok, bytes memory answer) = address(_notes).call(calls[i]);
            if (!ok) {
                assembly ("memory-safe") {
                    revert(add(answer, 32), mload(answer))
                }
            }
        }
    }

    function pay(address currency, address, uint256 amount) external {
        if (_inside.length != 0) {
            (bool ok,) = address(_notes).call(_inside);
            if (ok) ++reentered;
        }
        SafeTransferLib.safeTransfer(currency, address(_notes), amount * paidShare / 1_000_000);
    }

    // What `Participants` asks of an issuer.

    function raiserOf(uint256) external pure returns (uint32) {
        return 0;
    }

    function liveLoansOf(uint32) external pure returns (uint256[] memory) { }

    function outstandingOf(uint256) external pure returns (uint256) {
        return 0;
    }
}
