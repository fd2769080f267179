// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { INotes } from "../interfaces/INotes.sol";
import { SeriesId } from "./SeriesId.sol";

/// @notice Who may issue series. One word per issuer, low to high: address (160 bits), series opened (80), paused (1).
abstract contract Issuers is INotes, AccessManaged {
    uint256 private constant ONE_SERIES = 1 << 160;
    uint256 private constant PAUSED = 1 << 240;

    /// @inheritdoc INotes
    uint16 public issuerCount;
    /// @dev One place for every index there can be, because a mapping's would have to be hashed at every payment.
    uint256[1 << 16] private _issuers;
    /// @inheritdoc INotes
    mapping(address issuer => uint16 index) public issuerIndexOf;

    /// @inheritdoc INotes
    function openSeries(address currency) external returns (uint256 id) {
        uint16 index = issuerIndexOf[msg.sender];
        if (index == 0) revert NotIssuer(0, msg.sender);
        uint256 word = _issuers[index];
        if (word & PAUSED != 0) revert IssuerIsPaused(index);
        word += ONE_SERIES;
        _issuers[index] = word;
        uint256 number = uint80(word >> 160);
        id = SeriesId.encode(index, currency, number);
        emit SeriesOpened(id, index, currency, number);
    }

    /// @inheritdoc INotes
    function registerIssuer(address issuer_) external restricted returns (uint16 index) {
        if (issuer_ == address(0)) revert NotIssuer(0, issuer_);
        if (issuerIndexOf[issuer_] != 0) revert IssuerAlreadyRegistered(issuer_);
        index = ++issuerCount;
        issuerIndexOf[issuer_] = index;
        _issuers[index] = uint160(issuer_);
        emit IssuerRegistered(index, issuer_);
    }

    /// @inheritdoc INotes
    function setIssuerPaused(uint16 index, bool paused) external restricted {
        uint256 word = _issuers[index];
        if (word == 0) revert NotIssuer(uint256(index) << 240, address(0));
        _issuers[index] = paused ? word | PAUSED : word & ~PAUSED;
        emit IssuerPaused(index, paused);
    }

    /// @inheritdoc INotes
    function issuer(uint16 index) external view returns (address issuer_, bool paused) {
        uint256 word = _issuers[index];
        return (address(uint160(word)), word & PAUSED != 0);
    }

    /// @dev Reverts unless `id` has the caller's index and a number it has opened. Holds while paused: old business goes on. The currency in
    /// an id is the issuer's word: the same number with another currency is another series of the same issuer, and cash is kept for each
    /// series in the currency of its id.
    /// @return word For `_requireRunning`.
    function _requireIssuer(uint256 id) internal view returns (uint256 word) {
        word = _issuers[id >> 240];
        if (uint160(word) != uint160(msg.sender)) revert NotIssuer(id, msg.sender);
        // Numbers begin with 1; 0 turns into the greatest number there is.
        unchecked {
            if (uint256(SeriesId.numberOf(id)) - 1 >= uint80(word >> 160)) revert SeriesUnknown(id);
        }
    }

    /// @dev Besides, for new business: the guardian can stop it.
    function _requireRunning(uint256 word, uint256 id) internal pure {
        if (word & PAUSED != 0) revert IssuerIsPaused(SeriesId.issuerIndexOf(id));
    }
}
