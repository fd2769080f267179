// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { VmSafe } from "forge-std/Vm.sol";
import { ICreditRecord } from "../../src/interfaces/ICreditRecord.sol";
import { IFees } from "../../src/interfaces/IFees.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { LoansGhost } from "./LoansGhost.sol";
import { NotesGhost } from "./NotesGhost.sol";
import { RecordGhost } from "./RecordGhost.sol";

/// @notice What all handlers share: the contracts, the people, the currencies, the books kept beside, and how often what was done.
contract World {
    struct Contracts {
        INotes notes;
        ILoans loans;
        IParticipants participants;
        ICreditRecord record;
        IFees fees;
        address operator;
        address verifier;
        address guardian;
        address registrar;
        address governor;
        address treasurer;
        Keeper underwriter;
        Keeper second;
    }

    /// @notice Who signs.
    struct Keeper {
        address addr;
        uint256 privateKey;
    }

    /// @param productId, assessedId A product that asks for no assessment, and one that does.
    /// @param honest Never arrives short, refuses or lies: what is promised of it is promised to the unit.
    struct Currency {
        address token;
        uint8 decimals;
        bool honest;
        uint32 productId;
        uint32 assessedId;
    }

    Contracts private _contracts;
    NotesGhost public immutable notesGhost;
    LoansGhost public immutable loansGhost;
    RecordGhost public immutable recordGhost;

    Currency[] private _currencies;
    mapping(address token => uint256 indexPlusOne) private _currencyIndex;
    address[] private _wallets;
    address[] private _borrowers;
    address[] private _lenders;
    mapping(address wallet => uint256) public privateKeyOf;

    string[] private _names;
    mapping(string name => uint256) public tried;
    mapping(string name => uint256) public succeeded;

    constructor(Contracts memory contracts_) {
        _contracts = contracts_;
        notesGhost = new NotesGhost(address(contracts_.notes));
        loansGhost = new LoansGhost(address(contracts_.loans));
        recordGhost = new RecordGhost(address(contracts_.record));
    }

    function addCurrency(Currency calldata currency) external {
        _currencies.push(currency);
        _currencyIndex[currency.token] = _currencies.length;
    }

    function addBorrower(address wallet, uint256 privateKey) external {
        _borrowers.push(wallet);
        addWallet(wallet, privateKey);
    }

    function addLender(address wallet, uint256 privateKey) external {
        _lenders.push(wallet);
        addWallet(wallet, privateKey);
    }

    function addWallet(address wallet, uint256 privateKey) public {
        _wallets.push(wallet);
        privateKeyOf[wallet] = privateKey;
    }

    function write(VmSafe.Log[] calldata logs) external {
        notesGhost.write(logs);
        loansGhost.write(logs);
        recordGhost.write(logs);
    }

    function count(string calldata name, bool ok) external {
        if (tried[name] == 0) _names.push(name);
        ++tried[name];
        if (ok) ++succeeded[name];
    }

    function names() external view returns (string[] memory) {
        return _names;
    }

    function contracts() external view returns (Contracts memory) {
        return _contracts;
    }

    function currencies() external view returns (Currency[] memory) {
        return _currencies;
    }

    /// @notice All a participant ever held, in every wallet of theirs, those that left included.
    function holdingsOf(uint32 participantId) external view returns (IParticipants.HoldingsOf[] memory all) {
        address[] memory wallets_ = _contracts.participants.walletsOf(participantId);
        address[] memory former = _contracts.participants.formerWalletsOf(participantId);
        all = new IParticipants.HoldingsOf[](wallets_.length + former.length);
        for (uint256 i; i < all.length; ++i) {
            address wallet = i < wallets_.length ? wallets_[i] : former[i - wallets_.length];
            all[i] = IParticipants.HoldingsOf(wallet, notesGhost.ids());
        }
    }

    /// @return The currency; with `token` 0 if it is none of ours.
    function currencyOf(address token) external view returns (Currency memory) {
        uint256 index = _currencyIndex[token];
        if (index == 0) return Currency(address(0), 0, false, 0, 0);
        return _currencies[index - 1];
    }

    function wallets() external view returns (address[] memory) {
        return _wallets;
    }

    function borrowers() external view returns (address[] memory) {
        return _borrowers;
    }

    function lenders() external view returns (address[] memory) {
        return _lenders;
    }
}
